import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, stopChild, waitFor } from './children.ts';
import type { Guardian } from './guardian.ts';
import type { Machine } from './machine.ts';
import { giveTo, type ServiceUser } from './service-user.ts';

export interface WebServer {
  kind: 'nginx' | 'php';
  stop(): Promise<void>;
}

/** Separate PHP processes that may sell at the same time. */
const WORKERS = 8;
const PHP_SETTINGS = ['memory_limit=512M', 'max_execution_time=120', 'display_errors=0', 'log_errors=1'];

/** Serves the shop on loopback: nginx and php-fpm where they are, else PHP's own server with several workers. */
export async function startWebServer(
  machine: Machine,
  folder: string,
  port: number,
  user: ServiceUser | undefined,
  guardian: Guardian,
): Promise<WebServer> {
  const children =
    machine.nginx !== undefined && machine.phpFpm !== undefined
      ? startNginx(machine.nginx, machine.phpFpm, folder, port, user)
      : [startPhpServer(machine.php, folder, port, user)];
  children.forEach((child) => guardian.watch(child.pid));
  const message = `The shop's web server did not start; ${join(folder, 'log')} says why.`;
  await waitFor(() => answers(port), message, 30_000, children[0]);
  return {
    kind: children.length > 1 ? 'nginx' : 'php',
    stop: async () => {
      await Promise.all(children.map((child) => stopChild(child, 'SIGTERM', 5_000)));
    },
  };
}

async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/license.txt`);
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

function startNginx(
  nginx: string,
  phpFpm: string,
  folder: string,
  port: number,
  user: ServiceUser | undefined,
): ChildProcess[] {
  const run = join(folder, 'run');
  writeFileSync(join(run, 'php-fpm.conf'), writePool(folder));
  writeFileSync(join(run, 'nginx.conf'), writeSite(folder, port));
  const nginxTemp = join(run, 'nginx');
  mkdirSync(nginxTemp, { recursive: true });
  giveTo(nginxTemp, user);
  const fpm = startChild(phpFpm, ['--nodaemonize', '--fpm-config', join(run, 'php-fpm.conf')], {
    user,
    cwd: folder,
    logFile: join(folder, 'log', 'php-fpm.log'),
  });
  const web = startChild(nginx, ['-p', run, '-c', join(run, 'nginx.conf'), '-e', join(folder, 'log', 'nginx.log')], {
    user,
    cwd: folder,
    logFile: join(folder, 'log', 'nginx.log'),
  });
  return [web, fpm];
}

function writePool(folder: string): string {
  const settings = PHP_SETTINGS.map((setting) => `php_admin_value[${setting.replace('=', '] = ')}`);
  return `[global]
error_log = ${folder}/log/php-fpm.log
log_level = warning
[shop]
listen = ${folder}/run/php.sock
pm = ondemand
pm.max_children = ${WORKERS}
pm.process_idle_timeout = 30s
catch_workers_output = yes
clear_env = no
php_admin_value[error_log] = ${folder}/log/php.log
${settings.join('\n')}
`;
}

function writeSite(folder: string, port: number): string {
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${folder}/run/nginx/${name};`)
    .join('\n');
  return `daemon off;
worker_processes 1;
pid ${folder}/run/nginx.pid;
events { worker_connections 256; }
http {
  access_log off;
${temp}
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  client_max_body_size 64m;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/www;
    index index.php index.html;
    location / { try_files $uri $uri/ /index.php?$args; }
    location ~ \\.php$ {
      try_files $uri =404;
      include /etc/nginx/fastcgi_params;
      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      # Host keeps its port, or the front end would redirect for ever.
      fastcgi_param HTTP_HOST $http_host;
      fastcgi_pass unix:${folder}/run/php.sock;
      fastcgi_read_timeout 180s;
      fastcgi_buffers 32 16k;
      fastcgi_buffer_size 64k;
    }
  }
}
`;
}

const ROUTER = `<?php
$path = (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
$file = $_SERVER['DOCUMENT_ROOT'] . rawurldecode( $path );
if ( is_dir( $file ) && is_file( rtrim( $file, '/' ) . '/index.php' ) && '/' !== $path ) {
	$_SERVER['SCRIPT_NAME']     = rtrim( $path, '/' ) . '/index.php';
	$_SERVER['PHP_SELF']        = $_SERVER['SCRIPT_NAME'];
	$_SERVER['SCRIPT_FILENAME'] = rtrim( $file, '/' ) . '/index.php';
	chdir( dirname( $_SERVER['SCRIPT_FILENAME'] ) );
	require $_SERVER['SCRIPT_FILENAME'];
	return;
}
if ( is_file( $file ) ) {
	return false;
}
$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['PHP_SELF']    = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
`;

function startPhpServer(php: string, folder: string, port: number, user: ServiceUser | undefined): ChildProcess {
  const router = join(folder, 'run', 'router.php');
  writeFileSync(router, ROUTER);
  const www = join(folder, 'www');
  const settings = PHP_SETTINGS.flatMap((setting) => ['-d', setting]);
  return startChild(php, [...settings, '-S', `127.0.0.1:${port}`, '-t', www, router], {
    user,
    cwd: www,
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: String(WORKERS) },
    logFile: join(folder, 'log', 'php-server.log'),
  });
}
