function s(o,r){const t=Math.max(8,Math.floor(r)),n=Array.from(o);return n.length>t?`${n.slice(0,t-1).join("")}…`:o}export{s};
