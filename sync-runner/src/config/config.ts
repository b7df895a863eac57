/** What the runner needs to know to reach both sides. All else is a setting of the plugin. */
export interface Config {
  readonly database: { readonly via: 'embedded' } | { readonly via: 'url'; readonly url: string };
  /** Absolute path. */
  readonly dataDir: string;
  /** PostgreSQL schema of this pair of shop and ERP. */
  readonly schema: string;
  readonly shop: {
    /** No slash at its end. */
    readonly url: string;
    readonly key: string;
    readonly secret: string;
    /** The key was traded by `pair`, not given by the environment. */
    readonly isPaired: boolean;
  };
  readonly erp: {
    /** No slash at its end. */
    readonly url: string;
    readonly subscriptionKey: string;
    /** The profile file as parsed JSON, `{}` where none is named: the ERP adapter lays it over its default. */
    readonly profile: unknown;
    /** Where it was read from, "" = the bundled default. */
    readonly profilePath: string;
  };
  readonly role: 'all' | 'scheduler' | 'worker';
  /** Loopback port; 0 = off. */
  readonly metricsPort: number;
  /** How much faster than the wall clock waits and schedules pass. */
  readonly clockRate: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
}

export type ConfigOutcome =
  | { readonly ok: true; readonly config: Config }
  /** One sentence a fault: the name, what is wrong, what to write instead. Never a secret's value. */
  | { readonly ok: false; readonly faults: readonly string[] };

/** Gives the text of a file; throws where it cannot be read. */
export type ReadText = (path: string) => string;
