/** An order that cannot be written down for the ERP: told like a refusal of the ERP itself, before anything is sent. */
export class OrderRefusal extends Error {
  readonly code: string;

  constructor(code: string, sentence: string) {
    super(sentence);
    this.name = 'OrderRefusal';
    this.code = code;
  }
}
