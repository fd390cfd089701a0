function e(){return document.documentElement.dataset.adds==="yes"}export{e as t};
