// Critical points: a sign for each kind, which is its profile: a cup, a cap, a wave for a saddle, a flat line.

import { unpack } from "./decode.js";

const PROFILES = {
  minimum: "M-5 -3Q0 9 5 -3",
  maximum: "M-5 3Q0 -9 5 3",
  saddle: "M-6 0Q-3 -8 0 0Q3 8 6 0",
  flat: "M-5 0L5 0",
};
const MANY = 80; // more than so many are drawn smaller

/** @param sent the critical points as they come: places and kinds */
export function unpackCritical({ x, y, kind }) {
  return { x: unpack(x), y: unpack(y), kind };
}

/** All of them on a canvas that stays as it is until the frame moves. */
export function drawCritical(context, frame, { x, y, kind }, look) {
  const size = kind.length > MANY ? 0.6 : 1;
  const paths = Object.fromEntries(Object.entries(PROFILES).map(([name, path]) => [name, new Path2D(path)]));
  context.save();
  context.lineCap = "round";
  kind.forEach((name, i) => {
    const px = frame.x(x[i]), py = frame.y(y[i]);
    if (!(px >= frame.left && px <= frame.right && py >= frame.top && py <= frame.bottom)) return;
    context.save();
    context.translate(px, py);
    context.scale(size, size);
    context.beginPath();
    context.arc(0, 0, 9.5, 0, 2 * Math.PI);
    context.fillStyle = look.ground;
    context.strokeStyle = look.text;
    context.lineWidth = 1.5;
    context.fill();
    context.stroke();
    context.lineWidth = 2.4;
    context.stroke(paths[name]);
    context.restore();
  });
  context.restore();
}

/** One line that names the signs on show. */
export function legend(element, critical, words) {
  element.hidden = !critical?.kind.length;
  if (element.hidden) return;
  const kinds = Object.keys(PROFILES).filter((name) => critical.kind.includes(name));
  element.replaceChildren(...kinds.map((name) => {
    const item = document.createElement("span");
    item.innerHTML = `<svg width="22" height="22" viewBox="-11 -11 22 22" aria-hidden="true"><circle r="9.5"/><path d="${PROFILES[name]}"/></svg>`;
    item.append(words[name]);
    return item;
  }));
}
