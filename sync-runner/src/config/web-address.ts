/** 127.0.0.0/8, ::1 and localhost: the address never leaves this machine. */
export const isLoopback = (address: string): boolean => {
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
};

/** One way of writing an address: no slash at its end. */
export const trimAddress = (address: string): string => address.replace(/\/+$/, '');

/**
 * What is wrong with a web address, as the rest of a sentence that opens with its name; "" = nothing. The address itself
 * is not repeated: people paste keys into it.
 */
export const describeAddressFault = (address: string, isPlainAllowed: boolean): string => {
  if (!URL.canParse(address)) return 'is not a web address. Write it like https://example.com.';
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://.';
  if (url.username !== '' || url.password !== '')
    return 'holds a user name or password. Take them out; keys have names of their own.';
  if (url.search !== '' || url.hash !== '') return 'holds a "?" or "#". Leave everything from there on out.';
  if (url.protocol === 'http:' && !isPlainAllowed && !isLoopback(address)) {
    return 'is plain http, which would show the key to the network. Use https; plain http works on this machine (loopback) only.';
  }
  return '';
};
