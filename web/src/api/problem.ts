export type FieldError = { field: string; code: string; detail: string };

/** The server refused, and said why (RFC 9457). Callers switch on `code`, never on text. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: FieldError[] = [],
    /** How long the server asked us to wait, in milliseconds. */
    readonly waitMs: number | null = null,
    /** What more it said: how many it concerns (`count`), the first `day` on which it is so. */
    readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
    this.name = "Problem";
  }

  /** What the server says about one field, to be shown beside it. */
  fieldCode(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.code;
  }
}

/** No usable answer: no network, a time-out, or something in between that is not our server. */
export class Unreachable extends Error {
  constructor() {
    super("unreachable");
    this.name = "Unreachable";
  }
}
