export interface ShopSimulatorOptions {
  port: number;
  controlPort: number;
  /** Feeds the faults by probability; default 1. */
  seed?: number;
  /** Every flow starts in rehearsal, as on a new shop; default false: live. */
  rehearsing?: boolean;
  clock?: 'real' | 'virtual';
  /** Shop seconds per real second; default 1. */
  rate?: number;
  host?: string;
  /** `plugin/build`: the bundle of the admin screens; absent = the host page says that it was not built. */
  uiBuildDir?: string;
  /** Folder of `host-globals.js` and `.css`; default `uiBuildDir/../../sync-runner/dist/host`. */
  hostGlobalsDir?: string;
}
