function e(o,s){const t=Math.max(8,Math.floor(s)),n=[...o];return n.length>t?`${n.slice(0,t-1).join("")}…`:o}export{e as s};
