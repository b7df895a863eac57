/** An answer WordPress would give as `WP_Error`: code, sentence, HTTP status and further members of `data`. */
export class WpError extends Error {
  readonly code: string;
  readonly status: number;
  readonly extra: Record<string, unknown>;

  constructor(code: string, message: string, status: number, extra: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.extra = extra;
  }

  body(): { code: string; message: string; data: unknown } {
    return { code: this.code, message: this.message, data: { status: this.status, ...this.extra } };
  }
}

/** A refusal whose author passed a bare number as its data: WordPress then answers 500 and the number stays in `data`. */
export class BareWpError extends WpError {
  private readonly bare: number;

  constructor(code: string, message: string, bare: number) {
    super(code, message, 500);
    this.bare = bare;
  }

  override body(): { code: string; message: string; data: unknown } {
    return { code: this.code, message: this.message, data: this.bare };
  }
}

/** WordPress's answer to arguments outside their schema: every fault at once, by name. */
export const invalidParams = (faults: Record<string, { code: string; message: string }>): WpError => {
  const names = Object.keys(faults);
  const params = Object.fromEntries(names.map((name) => [name, faults[name]?.message ?? '']));
  const details = Object.fromEntries(
    names.map((name) => [
      name,
      { ...faults[name], data: faults[name]?.code === 'rest_invalid_date' ? null : { param: name } },
    ]),
  );
  return new WpError('rest_invalid_param', `Invalid parameter(s): ${names.join(', ')}`, 400, { params, details });
};

export const missingParams = (names: string[]): WpError =>
  new WpError('rest_missing_callback_param', `Missing parameter(s): ${names.join(', ')}`, 400, { params: names });
