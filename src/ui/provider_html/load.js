// Loads a module of the site by its address relative to the site's root, where the snippets folder stands.
// A dynamic import is script from the page's own origin: the content security policy allows it.
export const load = (address) => import(new URL(address, new URL('../../../../../', import.meta.url)))
