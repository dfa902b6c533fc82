// A PostCSS plugin of the build, by which the style sheet alone knows the theme: what holds in the dark theme holds in the
// theme `system` while the operating system asks for dark, and so with light; what is printed is light. No script has to
// find out, and nothing flashes.

const themed = /\[cds-theme(~?=)(['"]?)(dark|light)\2\]/

/** @returns {import('postcss').Plugin} */
const plugin = () => ({
  postcssPlugin: 'themes',
  OnceExit(sheet, { result, atRule }) {
    result.messages.push({ type: 'dependency', plugin: 'themes', file: import.meta.filename, parent: result.opts.from })
    const rules = []
    sheet.walkRules((rule) => void (themed.test(rule.selector) && rules.push(rule)))
    for (const rule of rules) {
      for (const theme of ['light', 'dark']) {
        const selectors = rule.selectors.filter((selector) => themed.exec(selector)?.[3] === theme)
        if (selectors.length === 0) continue
        const under = (params, attribute) => {
          const copy = rule.clone({ selectors: selectors.map((selector) => selector.replace(themed, attribute)) })
          return atRule({ name: 'media', params, nodes: [copy] })
        }
        const system = under(`screen and (prefers-color-scheme: ${theme})`, "[cds-theme$1'system']")
        rule.after(system)
        if (theme === 'light') system.after(under('print', '[cds-theme]'))
      }
      if (rule.selectors.some((selector) => themed.exec(selector)?.[3] === 'dark')) {
        rule.replaceWith(atRule({ name: 'media', params: 'screen', nodes: [rule.clone()] }))
      }
    }
  },
})
plugin.postcss = true
export default plugin
