// The picture of a map with its axes, and above it what moves: the pointer, the run there, the chosen run, a rectangle.

import { unpack } from "../data/decode.js";
import { AROUND, drawPlaneAxes } from "../draw/axes.js";
import { fit } from "../draw/canvas.js";
import { element } from "../draw/element.js";
import { theme } from "../draw/theme.js";
import { PlaneView } from "../views/plane.js";
import { span, way } from "./axis.js";
import { Paint } from "./paint.js";

/** @import { Look, Point, Range } from "../data/types.js" */
/** @import { Axis, Sent, Spot } from "./types.js" */

const NAMES = 150, TYPE = 13; // pixels: what the names of methods need, and their size
const RING = 6, CROSS = 9, WIDTH = 2.2, RIM = 4.5; // pixels

export class Sight {
  /** @type {Paint[]} the pictures, the newest last */ paints = [];
  /** @type {Spot | null} where the pointer is */ spot = null;
  /** @type {Point[]} the run there */ ghost = [];
  /** @type {[Point, Point] | null} what is being drawn, in pixels */ rectangle = null;

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.sheet = element("div", { className: "sheet", tabIndex: 0 });
    this.sheet.setAttribute("role", "application");
    this.below = element("canvas");
    this.above = element("canvas");
    root.replaceChildren(this.below, this.above, this.sheet);
    this.sizes = new ResizeObserver(() => this.draw());
    this.sizes.observe(root);
  }

  /** Another map: pictures of the same two numbers stay until there is a new one. @param {Sent} sent */
  show(sent) {
    const same = this.sent && this.sent.across.id === sent.across.id && this.sent.up?.id === sent.up?.id && this.sent.lines?.length === sent.lines?.length;
    if (!same) this.paints = [];
    this.sent = sent;
    this.spot = null;
    this.ghost = [];
    this.colours = unpack(sent.colours);
    this.sheet.setAttribute("aria-label", sent.words.picture);
    this.draw();
  }

  /** The next rows of a picture of this size. @type {(size: number, first: boolean, bytes: Uint8Array) => void} */
  add(size, first, bytes) {
    const { sent, colours } = this;
    if (!sent || !colours) return;
    if (first) this.paints.push(new Paint(size, sent, colours));
    this.paints[this.paints.length - 1].add(bytes);
    this.draw();
  }

  /** A picture is whole: those under it are not seen any more. */
  whole() {
    this.paints = this.paints.slice(-1);
  }

  get view() {
    const { clientWidth, clientHeight } = this.root, { sent } = this, left = sent?.lines ? NAMES : AROUND.left;
    const width = Math.max(clientWidth - left - AROUND.right, 1), height = Math.max(clientHeight - AROUND.top - AROUND.bottom, 1);
    const up = sent?.up ? span(sent.up) : /** @type {Range} */ ([0, sent?.lines?.length ?? 1]);
    return new PlaneView(left, AROUND.top, width, height, sent ? span(sent.across) : [0, 1], up);
  }

  /** The point of the map at a pixel; null outside. @param {Point} pixel @returns {Spot | null} */
  at([x, y]) {
    const { sent, view, paints: [whole] } = this;
    if (!sent || !whole || !view.holds(x, y)) return null;
    const { size } = whole, high = sent.lines?.length ?? size;
    const column = Math.floor((size * (x - view.left)) / (view.right - view.left)), row = Math.floor((high * (view.bottom - y)) / (view.bottom - view.top));
    return { column: Math.min(column, size - 1), row: Math.min(row, high - 1), size };
  }

  /** The middle of a point, in pixels. @param {Spot} spot @returns {Point} */
  pixel({ column, row, size }) {
    const { view } = this, high = this.sent?.lines?.length ?? size;
    return [view.left + ((column + 0.5) / size) * (view.right - view.left), view.bottom - ((row + 0.5) / high) * (view.bottom - view.top)];
  }

  draw() {
    const { root, sent, view, paints } = this, { clientWidth: width, clientHeight: height } = root;
    if (!sent || !width || !height) return;
    const look = theme(root), context = fit(this.below, width, height);
    context.clearRect(0, 0, width, height);
    context.save();
    context.beginPath();
    context.rect(view.left, view.top, view.right - view.left, view.bottom - view.top);
    context.clip();
    for (const paint of paints) paint.draw(context, view, sent.up);
    context.restore();
    if (sent.lines) lines(context, view, sent.lines, look);
    context.save();
    context.beginPath();
    // Lines have names and no numbers.
    context.rect(0, sent.lines ? view.bottom : 0, width, height);
    context.clip();
    drawPlaneAxes(context, view, [named(sent.across), sent.up ? named(sent.up) : ""], look);
    context.restore();
    this.drawAbove();
  }

  /** What moves. */
  drawAbove() {
    const { root, sent, view, spot, ghost, rectangle } = this;
    if (!sent || !root.clientWidth) return;
    const context = fit(this.above, root.clientWidth, root.clientHeight);
    context.clearRect(0, 0, root.clientWidth, root.clientHeight);
    context.save();
    context.beginPath();
    context.rect(view.left, view.top, view.right - view.left, view.bottom - view.top);
    context.clip();
    if (sent.plane) twice(context, () => ghost.forEach(([x, y]) => context.lineTo(view.x(x), view.y(y))));
    const here = hereOf(sent, view);
    if (here) twice(context, () => context.arc(here[0], here[1], RING, 0, 2 * Math.PI));
    if (spot) {
      const [x, y] = this.pixel(spot);
      twice(context, () => {
        for (const [dx, dy] of [[CROSS, 0], [0, CROSS]]) {
          context.moveTo(x - dx, y - dy);
          context.lineTo(x + dx, y + dy);
        }
      });
    }
    if (rectangle) {
      const [[ax, ay], [bx, by]] = rectangle;
      twice(context, () => context.rect(Math.min(ax, bx), Math.min(ay, by), Math.abs(bx - ax), Math.abs(by - ay)));
    }
    context.restore();
  }
}

/** @param {Axis} axis */
const named = ({ log, name }) => (log ? `log₁₀ ${name}` : name);

/** Where the chosen run stands on the map. @type {(sent: Sent, view: PlaneView) => Point | null} */
function hereOf({ across, up }, view) {
  const place = (/** @type {Axis} */ axis) => (axis.log && axis.here <= 0 ? NaN : way(axis, axis.here));
  return up ? [view.x(place(across)), view.y(place(up))] : null;
}

/** A line that stands out from every colour: white in black. @type {(context: CanvasRenderingContext2D, path: () => void) => void} */
function twice(context, path) {
  Object.assign(context, { lineJoin: "round", lineCap: "round" });
  for (const [strokeStyle, lineWidth] of [["#000000", RIM], ["#ffffff", WIDTH]]) {
    Object.assign(context, { strokeStyle, lineWidth });
    context.beginPath();
    path();
    context.stroke();
  }
}

/** The names of the methods, each beside its line. @type {(context: CanvasRenderingContext2D, view: PlaneView, names: string[], look: Look) => void} */
function lines(context, view, names, look) {
  Object.assign(context, { font: look.type(TYPE), fillStyle: look.text, textAlign: "right", textBaseline: "middle" });
  names.forEach((name, i) => context.fillText(name, view.left - 8, view.y(i + 0.5), NAMES - 12));
}
