/**
 * The globals WordPress gives a script, from the npm packages: React 18 with its JSX runtime, and the `wp.*` packages
 * the screens leave outside their bundle. Bundled for the browser into `plugin/build/host-globals.js`; never in the zip.
 */
import * as a11y from '@wordpress/a11y';
import apiFetch from '@wordpress/api-fetch';
import * as components from '@wordpress/components';
import * as element from '@wordpress/element';
import * as i18n from '@wordpress/i18n';
import * as React from 'react';
import * as ReactDOM from 'react-dom';
import * as ReactDOMClient from 'react-dom/client';
import * as ReactJSXRuntime from 'react/jsx-runtime';

interface WpApiSettings {
  root: string;
  nonce: string;
}

const page = globalThis as unknown as Record<string, unknown> & { wpApiSettings?: WpApiSettings };

page.React = React;
page.ReactDOM = { ...ReactDOM, ...ReactDOMClient };
page.ReactJSXRuntime = ReactJSXRuntime;
page.wp = { a11y, apiFetch, components, element, i18n };

// What WordPress prints beside its own api-fetch script.
if (page.wpApiSettings) {
  apiFetch.use(apiFetch.createRootURLMiddleware(page.wpApiSettings.root));
  apiFetch.use(apiFetch.createNonceMiddleware(page.wpApiSettings.nonce));
}
a11y.setup();
