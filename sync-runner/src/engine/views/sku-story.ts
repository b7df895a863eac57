import type { BufferRule } from '#domain/buffer.ts';
import { decideBuffer } from '#domain/buffer.ts';
import type { StoredIntent } from '#domain/intent.ts';
import { decidePosition } from '#domain/position.ts';
import type { ItemRow, PositionRow, TakenUnits } from '#ports/ledger.ts';
import type { Story, StoryFact, StoryFigures, StoryPorts } from './story-shape.ts';
import { readFailures, readWrites, tellFailures, tellTime, tellUnits, tellWrites } from './story-parts.ts';

/** Stock is written often; the newest few say enough. */
const WRITES_TOLD_MAX = 3;

interface SkuKnowledge {
  readonly sku: string;
  readonly item: ItemRow | null;
  readonly position: PositionRow | null;
  readonly snapshot: Awaited<ReturnType<StoryPorts['ledger']['acceptedSnapshot']>>;
  readonly taken: TakenUnits | null;
  readonly rules: readonly BufferRule[];
}

const readKnowledge = async (ports: StoryPorts, sku: string): Promise<SkuKnowledge> => {
  const { ledger } = ports;
  const snapshot = await ledger.acceptedSnapshot();
  const taken = snapshot === null ? null : ((await ledger.takenUnits(snapshot.row.asOf)).get(sku) ?? null);
  const position = (await ledger.positions()).get(sku) ?? null;
  return {
    sku,
    item: (await ledger.items([sku])).get(sku) ?? null,
    position,
    snapshot,
    taken,
    rules: (await ledger.buffers())?.rules ?? [],
  };
};

const decideRule = (known: SkuKnowledge) =>
  decideBuffer(
    known.rules.find((rule) => rule.scope === 'shop'),
    known.rules.find((rule) => rule.scope === 'sku' && rule.key === known.sku),
  );

const composeFigures = (known: SkuKnowledge): StoryFigures | null => {
  const atsEach = known.snapshot?.availableEach.get(known.sku);
  if (atsEach === undefined) return null;
  const containedEach = known.taken?.containedEach ?? 0;
  const inFlightEach = known.taken?.inFlightEach ?? 0;
  const { heldBackEach, positionEach } = decidePosition({
    atsEach,
    containedEach,
    bufferEach: decideRule(known).unitsEach,
  });
  return {
    atsEach,
    containedEach,
    inFlightEach,
    heldBackEach,
    positionEach,
    publishedEach: positionEach - containedEach - inFlightEach,
  };
};

const tellItem = ({ sku, item }: SkuKnowledge): string => {
  if (item === null)
    return `${sku} is not among the SKUs Blue Cherry told us, but the shop's stock was written under it.`;
  const barcode = item.barcode === '' ? 'no barcode of its own' : `barcode ${item.barcode}`;
  return `${sku} is style ${item.style} in Blue Cherry, ${item.isActive ? 'active' : 'closed'}, with ${barcode}.`;
};

const tellCount = ({ snapshot, sku }: SkuKnowledge, figures: StoryFigures | null): string => {
  if (snapshot === null) return 'No stock count of Blue Cherry has been used yet, so no figure is published.';
  const when =
    snapshot.row.asOf === null
      ? `read ${tellTime(snapshot.row.readAtMs)}`
      : `taken ${tellTime(snapshot.row.asOf.earliestMs)}`;
  if (figures === null) return `Blue Cherry's count ${snapshot.row.id}, ${when}, does not name ${sku}.`;
  return `Blue Cherry counts ${tellUnits(figures.atsEach)} to sell (count ${snapshot.row.id}, ${when}).`;
};

const tellTaken = (known: SkuKnowledge, figures: StoryFigures | null): string[] => {
  if (figures === null) return [];
  const orders = (known.taken?.inFlightOrders ?? []).map((row) => `#${row.orderNumber} (${row.unitsEach})`).join(', ');
  const flight =
    figures.inFlightEach === 0
      ? 'Nothing is in flight: every unit sold here is in that count.'
      : `${tellUnits(figures.inFlightEach)} in flight: sold here, not yet counted by Blue Cherry${orders === '' ? '' : `, in orders ${orders}`}.`;
  return figures.containedEach === 0
    ? [flight]
    : [flight, `${tellUnits(figures.containedEach)} sold here since go-live are in the count already.`];
};

const tellRule = (known: SkuKnowledge, figures: StoryFigures | null): string => {
  const verdict = decideRule(known);
  const winner = verdict.candidates.find((rule) => rule.isWinner);
  if (winner === undefined) return 'No buffer rule holds units back.';
  const cut =
    figures !== null && figures.heldBackEach < verdict.unitsEach
      ? `, of which ${figures.heldBackEach} are there to hold`
      : '';
  return `Buffer rule "${winner.label}" won and asks for ${tellUnits(verdict.unitsEach)}${cut}.`;
};

const tellSum = (figures: StoryFigures | null): string[] =>
  figures === null
    ? []
    : [
        `So the shop's stock is ${figures.atsEach} − ${figures.inFlightEach} in flight − ${figures.heldBackEach} held back = ${figures.publishedEach}` +
          `${figures.publishedEach < 0 ? '; buyers see 0' : ''}.`,
      ];

const tellWritten = ({ position }: SkuKnowledge, figures: StoryFigures | null): string => {
  if (position === null) return 'The shop has not been told a figure for it yet.';
  const base = `The shop last answered "${position.outcome}" for position ${position.position}, generation ${position.generation}, at ${tellTime(position.writtenAtMs)}.`;
  const isBehind = figures !== null && figures.positionEach !== position.position;
  return isBehind ? `${base} Position ${figures.positionEach} follows with the next write.` : base;
};

const composeFacts = (known: SkuKnowledge, figures: StoryFigures | null): StoryFact[] => {
  const asOfMs = known.snapshot?.row.asOf?.earliestMs ?? known.snapshot?.row.readAtMs ?? null;
  const facts: StoryFact[] = [];
  if (known.item !== null) facts.push({ name: 'style', value: known.item.style, atMs: null, from: 'erp' });
  if (figures !== null) {
    facts.push({ name: 'ats', value: String(figures.atsEach), atMs: asOfMs, from: 'erp' });
    facts.push({ name: 'in_flight', value: String(figures.inFlightEach), atMs: asOfMs, from: 'shop' });
    facts.push({ name: 'contained', value: String(figures.containedEach), atMs: asOfMs, from: 'shop' });
    facts.push({ name: 'held_back', value: String(figures.heldBackEach), atMs: null, from: 'person' });
    facts.push({ name: 'position', value: String(figures.positionEach), atMs: asOfMs, from: 'runner' });
  }
  if (known.position !== null) {
    const { position, generation, writtenAtMs, outcome } = known.position;
    facts.push({
      name: 'position_written',
      value: `${position} (generation ${generation}, ${outcome})`,
      atMs: writtenAtMs,
      from: 'shop',
    });
  }
  return facts;
};

/** The story of one SKU, null where nothing is known of it. Reads the ledger only. */
export const readSkuStory = async (ports: StoryPorts, sku: string): Promise<Story | null> => {
  const known = await readKnowledge(ports, sku);
  if (known.item === null && known.position === null) return null;
  const figures = composeFigures(known);
  const named = `"sku":${JSON.stringify(sku)}`;
  const isAbout = (intent: StoredIntent): boolean => JSON.stringify(intent.payload)?.includes(named);
  const writes = (await readWrites(ports, 'inventory', undefined, isAbout)).slice(-WRITES_TOLD_MAX);
  const failures = await readFailures(ports, ['products', 'inventory'], [sku]);
  const rule = tellRule(known, figures);
  return {
    kind: 'sku',
    subject: sku,
    sentences: [
      tellItem(known),
      tellCount(known, figures),
      ...tellTaken(known, figures),
      rule,
      ...tellSum(figures),
      tellWritten(known, figures),
      ...tellWrites(writes),
      ...tellFailures(failures),
    ],
    facts: composeFacts(known, figures),
    rule,
    figures,
    writes,
    failures,
  };
};
