/**
 * The shop's own @wordpress/scripts set-up with three changes: React, its JSX runtime and `@wordpress/*` stay with the
 * shop (the default), one chunk per tab carries a content hash of its own, and a bundle over its weight stops the build.
 */
const defaults = require('@wordpress/scripts/config/webpack.config');

const scriptConfig = Array.isArray(defaults) ? defaults[0] : defaults;

module.exports = {
  ...scriptConfig,
  output: {
    ...scriptConfig.output,
    // The file name itself stays put: translations are found by the md5 of the script's path.
    chunkFilename: '[name].js?ver=[contenthash:8]',
  },
  performance: {
    ...scriptConfig.performance,
    // Bytes before gzip, about three times the budget after it (entry 90 kB, a screen 250 kB).
    maxEntrypointSize: 270 * 1024,
    maxAssetSize: 270 * 1024,
    hints: process.env.NODE_ENV === 'production' ? 'error' : false,
    assetFilter: (name) => name.endsWith('.js'),
  },
};
