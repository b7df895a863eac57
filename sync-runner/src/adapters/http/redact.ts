const PERSONAL =
  /"(name|first_name|last_name|company|addr1|addr2|address_1|address_2|address1|address2|city|zipcode|postcode|email|phone|contact|customer_note|notes)"\s*:\s*"(?:[^"\\]|\\.)*"/gi;
const MAIL = /[A-Z0-9._%+-]+@[A-Z0-9.-]+\.[A-Z]{2,}/gi;
const KEY = /\b(ck|cs)_[0-9a-f]{8,}\b|\b(Basic|Bearer)\s+[A-Za-z0-9+/=._-]{8,}/gi;
const KEY_PARAMETER = /([?&;](?:subscription-key|consumer_key|consumer_secret|key|token|password)=)[^&\s"]+/gi;
const DATE = /^\d{4}-\d{2}-\d{2}|^\d{2}\/\d{2}\/\d{4}/;
const PHONE = /\+?\d[\d ()/-]{8,}\d/g;

/**
 * Text of a far side made fit for logs and people: personal members, mail addresses, phone-like digits and keys become
 * "[hidden]", tags go, and it is cut to `max` characters.
 */
export const redactText = (text: string, max = 300): string => {
  const clean = text
    .slice(0, 20_000)
    .replace(PERSONAL, '"$1":"[hidden]"')
    .replace(MAIL, '[hidden]')
    .replace(KEY, '[hidden]')
    .replace(KEY_PARAMETER, '$1[hidden]')
    .replace(PHONE, (digits) => (/[ ()+/]/.test(digits) && !DATE.test(digits) ? '[hidden]' : digits))
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]{0,500}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return clean.length > max ? `${clean.slice(0, max - 1)}…` : clean;
};
