import { crc32, deflateRawSync } from 'node:zlib';

/** 1 January 2025, 00:00, as MS-DOS writes it: the same sources give the same zip. */
const DOS_DATE = ((2025 - 1980) << 9) | (1 << 5) | 1;

/**
 * Packs files into a zip.
 * @param {Array<{ path: string, content: Buffer, mode?: number }>} files
 * @returns {Buffer}
 */
export function packZip(files) {
  const locals = [];
  const centrals = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.path, 'utf8');
    const packed = deflateRawSync(file.content, { level: 9 });
    const facts = describe(file.content, packed, name);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), facts, name]);
    const central = Buffer.alloc(46);
    central.write('PK\u0001\u0002', 0, 'latin1');
    central.writeUInt16LE((3 << 8) | 20, 4);
    facts.copy(central, 6);
    // Files a Unix unpacker makes readable for all, as WordPress expects.
    central.writeUInt32LE(((0o100000 | (file.mode ?? 0o644)) << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);
    locals.push(local, packed);
    centrals.push(central, name);
    offset += local.length + packed.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** The 26 bytes that the local header and the central directory share. */
function describe(content, packed, name) {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  // Names are UTF-8.
  facts.writeUInt16LE(0x0800, 2);
  facts.writeUInt16LE(8, 4);
  facts.writeUInt16LE(0, 6);
  facts.writeUInt16LE(DOS_DATE, 8);
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(content.length, 18);
  facts.writeUInt16LE(name.length, 22);
  facts.writeUInt16LE(0, 24);
  return facts;
}
