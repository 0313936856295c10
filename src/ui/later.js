// Loads a module of the site by its name when it is first needed, and only with the hash that the page has for it.
export const load = async (name) => {
  const page = document.querySelector('script[data-later]')
  // A test of one component has no page, and names the whole address.
  if (!page) return import(name)
  const { preloaded } = await import(page.src)
  const { file, integrity } = JSON.parse(page.dataset.later)[name]
  const address = new URL(file, page.src).href
  await preloaded(address, integrity)
  return import(address)
}
