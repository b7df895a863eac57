import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ShopWorld } from '../state/world.ts';
import { SCREEN_ACTOR } from '../wp/auth.ts';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const jsonInScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** What the plugin prints for the screens before its bundle runs. */
export const screenContext = (world: ShopWorld): Record<string, unknown> => ({
  restRoot: `${world.url}/wp-json/`,
  nonce: world.screenNonce,
  namespace: 'wc-cherry-bridge/v1',
  userName: SCREEN_ACTOR.name,
  askers: ['admin', 'shop-manager'],
  caps: Object.fromEntries([...SCREEN_ACTOR.caps].map((cap) => [cap, true])),
  currency: world.options.currency,
  locale: world.options.locale,
  shopUrl: world.url,
  first: {},
});

const STYLE = `html,body{margin:0;background:#f0f0f1;color:#1e1e1e;font:13px/1.4 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,sans-serif}
#wpbody-content{padding:0 20px 40px}.stand-in-bar{background:#1d2327;color:#fff;padding:8px 20px}.stand-in-bar a{color:#fff}
:root{--wp-admin-theme-color:#3858e9;--wp-admin-theme-color--rgb:56,88,233;--wp-admin-theme-color-darker-10:#2145e6;--wp-admin-theme-color-darker-20:#183ad6;--wp-admin-border-width-focus:2px}
.screen-reader-text{border:0;clip-path:inset(50%);height:1px;margin:-1px;overflow:hidden;padding:0;position:absolute;width:1px;word-wrap:normal!important}`;

const page = (
  world: ShopWorld,
  files: { bundle: boolean; globals: boolean; styles: string[] },
): string => `<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cherry Bridge ‹ ${world.options.name}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
${files.styles.map((path) => `<link rel="stylesheet" href="${path}">`).join('\n')}
</head>
<body class="wp-admin wp-core-ui woocommerce_page_cherry-bridge">
<div class="stand-in-bar" role="banner">${world.options.name}: a stand-in, not WordPress. The screens below are the real ones.</div>
<div id="wpcontent"><div id="wpbody-content" role="main"><div class="wrap"><div id="cherry-bridge-root">${
  files.bundle
    ? ''
    : '<p>The screens were not built yet. Run <code>npm run setup</code>, then start the shop again.</p>'
}</div></div></div></div>
<script>window.wpApiSettings=${jsonInScript({ root: `${world.url}/wp-json/`, nonce: world.screenNonce, versionString: 'wp/v2/' })};window.cherryBridge=${jsonInScript(screenContext(world))};</script>
${files.globals ? '<script src="/stand-in/host-globals.js"></script>' : ''}
${files.bundle ? '<script src="/wp-content/plugins/cherry-bridge/build/index.js"></script>' : ''}
</body>
</html>`;

const sendFile = async (reply: FastifyReply, folder: string, name: string): Promise<unknown> => {
  const path = normalize(join(folder, name));
  if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep) || !existsSync(path))
    return reply.code(404).send('Not found');
  const ending = /\.[^.]+$/.exec(path)?.[0] ?? '';
  return reply
    .header('content-type', TYPES[ending] ?? 'application/octet-stream')
    .header('cache-control', 'no-cache')
    .send(await readFile(path));
};

const BUILD_PATH = '/wp-content/plugins/cherry-bridge/build';
const HOST_PATH = '/stand-in';

export interface HostPageFolders {
  /** `plugin/build`. */
  uiBuildDir: string | undefined;
  /** Holds `host-globals.js` and `host-globals.css`; default beside the runner's bundle. */
  hostGlobalsDir: string | undefined;
}

/** The admin screens outside WordPress: same bundle, same REST, the globals WordPress would give from the npm packages. */
export const hostPageRoutes = (app: FastifyInstance, world: ShopWorld, folders: HostPageFolders): void => {
  const { uiBuildDir } = folders;
  const globalsDir =
    folders.hostGlobalsDir ?? (uiBuildDir === undefined ? undefined : join(uiBuildDir, '../../sync-runner/dist/host'));
  const has = (folder: string | undefined, name: string): boolean =>
    folder !== undefined && existsSync(join(folder, name));
  const styles = (): string[] => [
    ...(has(globalsDir, 'host-globals.css') ? [`${HOST_PATH}/host-globals.css`] : []),
    ...['style-index.css', 'index.css'].filter((name) => has(uiBuildDir, name)).map((name) => `${BUILD_PATH}/${name}`),
  ];
  app.get('/wp-admin/admin.php', (_request, reply) =>
    reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(
        page(world, {
          bundle: has(uiBuildDir, 'index.js'),
          globals: has(globalsDir, 'host-globals.js'),
          styles: styles(),
        }),
      ),
  );
  app.get('/wp-admin/admin-ajax.php', (_request, reply) => reply.send(world.screenNonce));
  const serve = (path: string, folder: string | undefined): void => {
    app.get(`${path}/*`, (request, reply) =>
      folder === undefined
        ? reply.code(404).send('Not found')
        : sendFile(reply, normalize(folder), (request.params as { '*': string })['*']),
    );
  };
  serve(BUILD_PATH, uiBuildDir);
  serve(HOST_PATH, globalsDir);
  app.get('/', (_request, reply) => reply.redirect('/wp-admin/admin.php?page=cherry-bridge'));
};
