// What a film is made of: the pictures of the player as they are when it begins, on canvases of their own, played out of sight.

import { density } from "../draw/canvas.js";
import { lookOf, stageSize } from "../draw/theme.js";
import { factorFor } from "../marks/arrows.js";
import { columnsFor } from "../pictures/room.js";
import { Clock } from "../time/clock.js";
import { Playhead } from "../time/playhead.js";
import { even, kept, roomOf, shared } from "./arrange.js";
import { drawNames, drawTitle, heightOf, linesOf, stepText } from "./caption.js";
import { PlaneShot } from "./plane-shot.js";
import { SpaceShot } from "./space-shot.js";

/** @import { Look } from "../data/types.js" */
/** @import { Asked, Filmed, Shot } from "./types.js" */

const AIR = 4; // pixels above a picture, for the number at its upper edge

/** @type {(canvas: OffscreenCanvas) => OffscreenCanvasRenderingContext2D} */
const brush = (canvas) => /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));

/** @type {(look: Look, chosen: Asked["look"], size: number) => Look} of the page, or one that is chosen */
const lookFor = (look, chosen, size) =>
  (chosen === "page" ? look : lookOf({ dark: chosen.endsWith("dark"), stage: chosen.startsWith("stage"), font: look.font, size }));

export class FilmSet {
  /**
   * What the player shows is taken now: what a reader does to it afterwards is not in the film.
   * @param {Filmed} player
   * @param {Asked} asked
   */
  constructor(player, { size, look: chosen, caption }) {
    const { data, pictures, head, Plotly } = player;
    if (!data || !Plotly) throw new Error("the player is not ready");
    this.data = data;
    this.arrows = pictures.arrows;
    this.title = pictures.planes[0].surface.name;
    this.clock = new Clock(() => {});
    this.head = new Playhead(this.clock, { ask() {}, moved() {} });
    this.head.show(head.runs, head.frames, data.steps, data.clock);

    const same = size === "screen", stage = chosen.startsWith("stage"), room = same ? null : roomOf(size, stage), ratio = (this.ratio = room?.ratio ?? density());
    const look = (this.look = lookFor(player.look, chosen, room?.scale ?? (stage ? stageSize(innerWidth, innerHeight) : 1)));
    const planes = pictures.shown === "3d" ? [] : pictures.planes, spaces = pictures.shown === "2d" ? [] : [pictures.space];
    const own = [...planes, ...spaces].map(({ plot }) => ({ width: plot?.clientWidth ?? 0, height: plot?.clientHeight ?? 0 }));
    // Beside a plane the surface in space has the same runs.
    const named = [...planes.map(({ runs }) => runs), ...spaces.map(({ runs }) => (planes.length ? [] : runs))];
    const columns = columnsFor(own.length, data.view === "grid"), measuring = brush(new OffscreenCanvas(1, 1));
    /** @type {(i: number, width: number) => ReturnType<typeof linesOf>} */
    const lines = (i, width) => (caption && named[i].length ? linesOf(measuring, named[i], width, look) : []);
    /** @type {(i: number, width: number) => number} */
    const names = (i, width) => heightOf(lines(i, width).length, look);
    const how = { size: look.size, header: caption ? heightOf(1, look) : AIR * look.size, names };
    const { width, height, places } = room ? { ...room, places: shared(own.length, columns, room, how) } : kept(own, columns, how);
    this.left = room ? places[0].picture.left : 0;
    this.width = width;
    this.places = places;
    this.caption = caption ? places.map(({ names }, i) => lines(i, names.width)) : null;
    this.canvas = new OffscreenCanvas(even(width * ratio), even(height * ratio));
    this.base = new OffscreenCanvas(this.canvas.width, this.canvas.height);
    /** @type {Shot[]} */
    this.shots = places.map(({ picture: { width, height } }, i) =>
      (i < planes.length ? new PlaneShot(planes[i], { look, ratio, width, height, equal: pictures.equal, same }) : new SpaceShot(pictures.space, Plotly, { look, ratio, width, height, upwards: data.height })));
  }

  /** What stays is drawn. */
  async ready() {
    const { look, ratio, base, places, caption, left } = this, context = brush(base);
    context.fillStyle = look.ground;
    context.fillRect(0, 0, base.width, base.height);
    for (const [i, shot] of this.shots.entries()) {
      await shot.ready();
      for (const canvas of shot.ground) context.drawImage(canvas, ...this.#edges(i));
      const [x, y] = this.#edges(i);
      context.setTransform(ratio, 0, 0, ratio, x, y);
      shot.axes(context);
      context.resetTransform();
    }
    if (!caption) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawTitle(context, this.title, { left, top: places[0].names.top }, look);
    caption.forEach((lines, i) => drawNames(context, lines, places[i].names, look));
  }

  /**
   * Where a picture lies on the canvas, in whole pixels: what is drawn on it is not blurred.
   * @type {(i: number) => [x: number, y: number, wide: number, high: number]}
   */
  #edges(i) {
    const { left, top, width, height } = this.places[i].picture, { ratio } = this;
    return [Math.round(left * ratio), Math.round(top * ratio), Math.round(width * ratio), Math.round(height * ratio)];
  }

  /**
   * The frame at a share of the way, on the canvas.
   * @param {number} share
   */
  show(share) {
    const position = this.clock.positionOf(share);
    this.draw(position, this.head.shownAt(position));
  }

  /** @type {(position: number, step: number) => void} as the player draws it there */
  draw(position, step) {
    const { canvas, base, look, ratio, shots, places, caption, width, left, data: { words, steps, epochs } } = this, context = brush(canvas);
    const length = this.arrows ? Math.max(0, ...shots.map((shot) => shot.longest(step))) : 0, factor = length && factorFor(length);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(base, 0, 0);
    shots.forEach((shot, i) => {
      shot.draw(position, step, factor);
      for (const [sheet, seen] of shot.sheets) {
        context.globalAlpha = seen;
        context.drawImage(sheet, ...this.#edges(i));
      }
      context.globalAlpha = 1;
    });
    if (!caption) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawTitle(context, stepText(words, step, steps, epochs), { left: width - left, top: places[0].names.top, right: true }, look);
  }

  destroy() {
    for (const shot of this.shots) shot.destroy();
  }
}
