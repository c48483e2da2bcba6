// The run under the pointer: fetched from the server, which computes it by itself, drawn on its surface and told in words.

import { unpack } from "../data/decode.js";
import { element } from "../draw/element.js";
import { lay } from "../exercises/ground.js";

/** @import { Point } from "../data/types.js" */
/** @import { Sent, SentRun, Spot } from "./types.js" */

const THICK = 2, DOT = 5; // pixels

export class Under {
  /** @type {Point[]} */ path = [];
  /** @type {{spot: Spot, sent: Sent} | null} looked at next */ #next = null;
  #busy = false;
  #redraw = () => {};

  /**
   * @param {(query: Record<string, string>) => Promise<Response>} fetch
   * @param {(path: Point[], sent: Sent) => boolean} found is told of a run; whether it is still looked for
   */
  constructor(fetch, found) {
    this.fetch = fetch;
    this.found = found;
    this.title = element("p", { className: "title" });
    this.small = element("div", { className: "small" });
    this.told = element("p", { className: "told" });
    this.told.setAttribute("aria-live", "polite");
  }

  /** The surface of a map; `afresh` without a run on it. @type {(sent: Sent, afresh: boolean) => void} */
  show(sent, afresh) {
    this.title.textContent = sent.words.ground;
    this.small.setAttribute("role", "img");
    this.small.setAttribute("aria-label", sent.words.ground);
    if (afresh) {
      this.path = [];
      this.told.textContent = "";
    }
    this.#lay(sent, sent.surface);
  }

  /** A ground, and on it the run. @type {(sent: Sent, surface: Sent["surface"]) => void} */
  #lay(sent, surface) {
    this.#redraw = lay(this.small, surface, surface.equal, (context, view, look) => {
      const colour = look.colour(sent.run), [start] = this.path;
      Object.assign(context, { strokeStyle: colour, fillStyle: colour, lineWidth: THICK, lineJoin: "round" });
      context.save();
      context.beginPath();
      context.rect(view.left, view.top, view.right - view.left, view.bottom - view.top);
      context.clip();
      context.beginPath();
      for (const [x, y] of this.path) context.lineTo(view.x(x), view.y(y));
      context.stroke();
      context.beginPath();
      if (start) context.arc(view.x(start[0]), view.y(start[1]), DOT, 0, 2 * Math.PI);
      context.fill();
      context.restore();
    });
  }

  /** The run at a point, one at a time and then the newest wish; of none the last one stays. @type {(spot: Spot | null, sent: Sent) => Promise<void>} */
  async look(spot, sent) {
    this.#next = spot && { spot, sent };
    if (this.#busy) return;
    this.#busy = true;
    while (this.#next) {
      const { spot: { column, row, size }, sent: { query } } = this.#next, asked = this.#next;
      this.#next = null;
      const answer = await this.fetch({ ...query, as: "run", column: String(column), row: String(row), size: String(size) }).catch(() => null);
      const run = /** @type {SentRun | null} */ (answer?.ok ? await answer.json() : null);
      if (run) this.#tell(run, asked.sent);
    }
    this.#busy = false;
  }

  /** @type {(run: SentRun, sent: Sent) => void} */
  #tell({ x, y, says, at, surface }, sent) {
    const up = unpack(y), path = /** @type {Point[]} */ (Array.from(unpack(x), (across, i) => [across, up[i]]));
    if (!this.found(path, sent)) return;
    this.path = path;
    if (surface) this.#lay(sent, surface);
    else this.#redraw();
    this.told.replaceChildren(element("b", {}, at), ...says.flatMap((one) => [element("br"), one]));
  }
}
