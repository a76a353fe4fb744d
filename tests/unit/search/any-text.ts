import fc from 'fast-check';

/** Any text that a browser may hold: every UTF-16 unit, lone surrogates among them. */
export const anyText = fc.oneof(
  fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
  fc.string(),
);
