// What the browser keeps by key, so that it is sent once: surfaces, critical points, tables and bundles of runs.

export class Cache {
  /** @type {Map<string, unknown>} the newest last */
  #values = new Map();

  /** @param {number} most how many are kept */
  constructor(most) {
    this.most = most;
  }

  /**
   * What stands under the key of what was sent: what came now, or else what was kept. Undefined if
   * it is missing.
   * @template {{key: string}} Sent
   * @template Value
   * @param {Sent} sent
   * @param {(sent: Sent) => Value | undefined} unpacked undefined if only the key was sent
   * @returns {Value | undefined}
   */
  take(sent, unpacked) {
    // A key is made of the kind of a thing too, and so what stands under it is of this kind.
    const value = unpacked(sent) ?? /** @type {Value | undefined} */ (this.#values.get(sent.key));
    this.#values.delete(sent.key);
    if (value !== undefined) this.#values.set(sent.key, value);
    for (const key of this.#values.keys()) if (this.#values.size > this.most) this.#values.delete(key);
    return value;
  }
}
