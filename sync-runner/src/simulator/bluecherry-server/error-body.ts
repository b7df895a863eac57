/** The shapes in which this ERP says no. */
export type ErrorShape = '1' | 'variant' | '2' | 'plain' | '3' | 'html';

export const ERROR_SHAPES: readonly ErrorShape[] = ['1', 'variant', '2', 'plain', '3', 'html'];

export const writeErrorBody = (shape: ErrorShape, statusCode: number, texts: readonly string[]): unknown => {
  switch (shape) {
    case '1':
      return { errors: texts.map((errorMessage) => ({ errorMessage })) };
    case 'variant':
      return { errors: texts.map((message) => ({ message })) };
    case '2':
      return { message: texts.map((message) => ({ message })) };
    case 'plain':
      return { message: texts.join('; ') };
    case '3':
      return { statusCode, message: texts.join('; ') };
    case 'html':
      return `<!DOCTYPE html><html><head><title>${statusCode}</title></head><body><h1>${texts.join('; ')}</h1></body></html>`;
    default:
      return assertNever(shape);
  }
};

const assertNever = (shape: never): never => {
  throw new Error(`unknown error shape ${String(shape)}`);
};

/** Application errors go through their shapes in turn, one turn for reads and one for writes. */
export interface Rotation {
  next(verb: string): ErrorShape;
}

export const startRotation = (): Rotation => {
  const turns: Record<string, { shapes: ErrorShape[]; at: number }> = {
    GET: { shapes: ['1', 'variant', 'plain'], at: 0 },
    POST: { shapes: ['1', '2', 'plain'], at: 0 },
  };
  return {
    next(verb) {
      const turn = turns[verb] ?? turns['GET']!;
      const shape = turn.shapes[turn.at % turn.shapes.length]!;
      turn.at += 1;
      return shape;
    },
  };
};
