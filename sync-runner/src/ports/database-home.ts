/** Where the runner's PostgreSQL lives. */
export interface DatabaseHome {
  /** Starts or finds the server; gives what node-postgres connects with. Throws SyncError CONFIG_INVALID or STORE_UNREACHABLE. */
  open(): Promise<DatabaseAddress>;
  /** Stops it if this process started it and nobody else uses it. */
  close(): Promise<void>;
}

export type DatabaseAddress =
  | { readonly via: 'url'; readonly url: string }
  | {
      readonly via: 'socket';
      readonly folder: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly database: string;
    };
