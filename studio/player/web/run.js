// One run as the browser knows it: a table of kept steps, and single steps around the play head.

import { unpack } from "./decode.js";

/** The columns of a table; `steps` null means that it has every step, `lifted` null that the pen never is. */
export function unpackTable({ steps, lifted, x, y, loss, norm }) {
  return {
    x: unpack(x), y: unpack(y), loss: unpack(loss), norm: unpack(norm),
    steps: steps && unpack(steps), lifted: lifted && unpack(lifted),
  };
}

export class Run {
  constructor(data, table) {
    Object.assign(this, data, table); // name, place, light, dark, dash, marker, last, kind, sentence, end
    this.length = this.x.length;
    if (data.window) {
      const near = data.window;
      this.near = { from: near.from, x: unpack(near.x), y: unpack(near.y), loss: unpack(near.loss), norm: unpack(near.norm) };
    }
  }

  /** The last row whose step is not after `step`. */
  row(step) {
    if (!this.steps) return Math.min(Math.floor(step), this.length - 1);
    let low = 0, high = this.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.steps[middle] <= step) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  stepOf(row) {
    return this.steps ? this.steps[row] : row;
  }

  /** Whether the very values of this step are here. A run that has ended knows all later steps. */
  knows(step) {
    if (step >= this.last || !this.steps) return true;
    return this.steps[this.row(step)] === step || this.#near(step) >= 0;
  }

  #near(step) {
    const at = this.near ? step - this.near.from : -1;
    return at >= 0 && at < this.near.x.length ? at : -1;
  }

  /** x, y, loss and ‖g‖ at a whole step, exactly as recorded if the step is known. */
  at(step) {
    const inside = Math.min(step, this.last);
    const near = this.#near(inside);
    const from = near >= 0 ? this.near : this;
    const row = near >= 0 ? near : this.row(inside);
    return { x: from.x[row], y: from.y[row], loss: from.loss[row], norm: from.norm[row] };
  }
}
