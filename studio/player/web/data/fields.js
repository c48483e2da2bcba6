// What classes extend that have the fields of what was sent, and more to say of it.

export class Fields {
  /** @param {object} fields */
  constructor(fields) {
    Object.assign(this, fields);
  }
}
