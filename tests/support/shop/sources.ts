import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Where the two source trees lie: a folder or a zip each. */
export interface FoundSources {
  found: true;
  wordpress: string;
  woocommerce: string;
  wordpressVersion: string;
  woocommerceVersion: string;
}

export interface MissingSources {
  found: false;
  /** One sentence: what is missing. */
  reason: string;
  /** The command that runs it once the sources are there. */
  command: string;
}

interface Product {
  name: 'wordpress' | 'woocommerce';
  variable: string;
  url: string;
  versionFile: string;
  versionPattern: RegExp;
  mustHave: string[];
}

const PRODUCTS: Product[] = [
  {
    name: 'wordpress',
    variable: 'CHERRY_BRIDGE_WORDPRESS',
    url: 'https://wordpress.org/latest.zip',
    versionFile: 'wp-includes/version.php',
    versionPattern: /\$wp_version = '([^']+)'/,
    mustHave: ['wp-load.php', 'wp-settings.php', 'wp-admin/includes/upgrade.php', 'wp-content'],
  },
  {
    name: 'woocommerce',
    variable: 'CHERRY_BRIDGE_WOOCOMMERCE',
    url: 'https://downloads.wordpress.org/plugin/woocommerce.latest-stable.zip',
    versionFile: 'woocommerce.php',
    versionPattern: /Version:\s*([0-9][^\s]*)/,
    // A checkout of its repository has no built assets and no vendor folder: it would start and then fail.
    mustHave: ['woocommerce.php', 'vendor/autoload_packages.php', 'includes/class-woocommerce.php', 'assets/client'],
  },
];

export const REAL_SHOP_COMMAND =
  'CHERRY_BRIDGE_WORDPRESS=<folder or zip> CHERRY_BRIDGE_WOOCOMMERCE=<folder or zip> npm test';

export function findCacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'cherry-bridge');
}

/** Looks in the environment and the cache folder; opens no connection. */
export function findRealShopSources(): FoundSources | MissingSources {
  const faults: string[] = [];
  const places: string[] = [];
  const versions: string[] = [];
  for (const product of PRODUCTS) {
    const named = process.env[product.variable];
    const place = named || join(findCacheFolder(), product.name);
    const version = readVersion(product, place);
    if (version === undefined) {
      faults.push(
        named
          ? `${product.variable} names ${named}, which is no complete ${product.name} folder or zip`
          : `${product.variable} is not set and ${place} holds no complete ${product.name}`,
      );
    }
    places.push(place);
    versions.push(version ?? '');
  }
  if (faults.length > 0) {
    return { found: false, reason: `${faults.join('; ')}.`, command: REAL_SHOP_COMMAND };
  }
  return {
    found: true,
    wordpress: places[0] as string,
    woocommerce: places[1] as string,
    wordpressVersion: versions[0] as string,
    woocommerceVersion: versions[1] as string,
  };
}

/** As findRealShopSources, and downloads what is neither named nor cached. */
export async function obtainRealShopSources(log: (line: string) => void): Promise<FoundSources | MissingSources> {
  for (const product of PRODUCTS) {
    const place = join(findCacheFolder(), product.name);
    if (!process.env[product.variable] && readVersion(product, place) === undefined) {
      log(`Downloads ${product.name} from wordpress.org into ${place}.`);
      const fault = await download(product, place);
      if (fault !== undefined) {
        const reason = `${product.name} is neither named by ${product.variable} nor in ${place}, and ${product.url} could not be fetched (${fault}).`;
        return { found: false, reason, command: REAL_SHOP_COMMAND };
      }
    }
  }
  return findRealShopSources();
}

function readVersion(product: Product, place: string): string | undefined {
  if (!existsSync(place)) {
    return undefined;
  }
  if (statSync(place).isFile()) {
    return readVersionInZip(product, place);
  }
  if (product.mustHave.some((path) => !existsSync(join(place, path)))) {
    return undefined;
  }
  return product.versionPattern.exec(readFileSync(join(place, product.versionFile), 'utf8'))?.[1];
}

/** PHP opens zips; where it has no zip extension yet, the file's hash stands in for the version. */
function readVersionInZip(product: Product, zip: string): string | undefined {
  const code =
    '$z = new ZipArchive(); if ($z->open($argv[1]) !== true) { exit(1); } $t = $z->getFromName($argv[2]); if ($t === false) { exit(1); } echo $t;';
  try {
    const text = execFileSync('php', ['-r', code, '--', zip, `${product.name}/${product.versionFile}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return product.versionPattern.exec(text)?.[1];
  } catch {
    const isZip = readFileSync(zip).subarray(0, 2).toString() === 'PK';
    return isZip ? `zip-${createHash('sha256').update(readFileSync(zip)).digest('hex').slice(0, 12)}` : undefined;
  }
}

/** Opens a zip so that `folder` becomes the product's own folder. */
export function unzip(zip: string, name: string, folder: string): void {
  const aside = mkdtempSync(join(tmpdir(), 'cherry-unzip-'));
  const code = '$z = new ZipArchive(); exit($z->open($argv[1]) === true && $z->extractTo($argv[2]) ? 0 : 1);';
  execFileSync('php', ['-r', code, '--', zip, aside], { stdio: 'ignore' });
  mkdirSync(join(folder, '..'), { recursive: true });
  execFileSync('cp', ['-a', join(aside, name), folder]);
  rmSync(aside, { recursive: true, force: true });
}

async function download(product: Product, place: string): Promise<string | undefined> {
  mkdirSync(findCacheFolder(), { recursive: true });
  const zip = `${place}.zip.part`;
  try {
    const answer = await fetch(product.url, { signal: AbortSignal.timeout(180_000) });
    if (!answer.ok || answer.body === null) {
      return `it answered ${answer.status}`;
    }
    await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(zip));
    unzip(zip, product.name, `${place}.part`);
    renameSync(`${place}.part`, place);
    return undefined;
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code;
    return cause ?? (error as Error).message;
  } finally {
    rmSync(zip, { force: true });
  }
}
