export interface DemoOptions {
  shop: 'auto' | 'woocommerce' | 'stand-in';
  isStory: boolean;
  styles: number;
  seed: number;
  port: number;
  dataDir: string | undefined;
}

export const DEMO_USAGE: string;

export function parseDemoOptions(args: string[]): DemoOptions | 'help';
