import type { Address } from '#domain/sales-order.ts';
import type { Fitter } from './fit-text.ts';
import { cleanText, readMax, splitText } from './fit-text.ts';
import { OrderRefusal } from './order-refusal.ts';

export type AddressType = 'BT' | 'ST';

const titles: Readonly<Record<AddressType, string>> = { BT: 'billing address', ST: 'delivery address' };

/** The ADDR block. Throws OrderRefusal where a member the ERP needs is empty. */
export const composeAddress = (type: AddressType, address: Address, fitter: Fitter): Record<string, string> => {
  const person = cleanText(address.name);
  const company = cleanText(address.company);
  const phone = fitter.fitWhole(`${type} phone`, 'phone', shrinkPhone(address.phone));
  const state = readState(address.state, address.country);
  const { addr1, addr2 } = composeStreet(type, address, state.elsewhere, fitter);
  const block = {
    addr_type: type,
    name: fitter.fit(`${type} name`, 'name', company === '' ? person : company),
    addr1,
    addr2,
    city: fitter.fit(`${type} city`, 'city', address.city),
    state: state.code,
    zipcode: fitter.fitWhole(`${type} zipcode`, 'zipcode', shrinkPostcode(address.postcode)),
    country: cleanText(address.country).toUpperCase(),
    // At a company the person to ask for, else the number to call.
    contact: company !== '' && person !== '' ? fitter.fit(`${type} contact`, 'contact', person) : phone,
    email: fitter.fitWhole(`${type} email`, 'email', address.email),
    phone,
  };
  for (const member of ['name', 'addr1', 'city', 'country'] as const) {
    if (block[member] === '')
      throw new OrderRefusal('FIELD_MISSING', `The ${titles[type]} has no ${memberWords[member]} (${member}).`);
  }
  if (!/^[A-Z]{2}$/.test(block.country)) {
    throw new OrderRefusal('LEN_FIELD', `The ${titles[type]} has a country that is not a two-letter code (country).`);
  }
  return block;
};

const memberWords = { name: 'name', addr1: 'street', city: 'city', country: 'country' } as const;

const composeStreet = (
  type: AddressType,
  address: Address,
  stateText: string,
  fitter: Fitter,
): { addr1: string; addr2: string } => {
  const first = splitText(cleanText(address.line1), readMax('addr1'));
  const second = [first.rest, cleanText(address.line2), stateText].filter((text) => text !== '').join(', ');
  return { addr1: first.kept, addr2: fitter.fit(`${type} addr2`, 'addr2', second) };
};

/**
 * The shop writes some states with their country ("JP13", "BD-05"): the ERP has three characters, so the country goes.
 * A state that is a word ("Surrey") goes to the second address line.
 */
const readState = (given: string, country: string): { code: string; elsewhere: string } => {
  const state = cleanText(given);
  if (state.length <= readMax('state')) return { code: state.toUpperCase(), elsewhere: '' };
  const prefix = cleanText(country).toUpperCase();
  const upper = state.toUpperCase();
  const bare = prefix !== '' && upper.startsWith(prefix) ? upper.slice(prefix.length).replace(/^[-_ ]/, '') : '';
  return bare !== '' && bare.length <= readMax('state')
    ? { code: bare, elsewhere: '' }
    : { code: '', elsewhere: state };
};

const shrinkPostcode = (postcode: string): string => {
  const clean = cleanText(postcode);
  return clean.length <= readMax('zipcode') ? clean : clean.replace(/[\s-]/g, '');
};

const shrinkPhone = (phone: string): string => {
  const clean = cleanText(phone);
  return clean.length <= readMax('phone') ? clean : clean.replace(/[^\d+]/g, '');
};
