// A PostCSS plugin of the build: what holds in the dark theme holds in the theme `system` while the operating system asks
// for dark, and so with light. The page needs no script to know, and nothing flashes.

const themed = /\[cds-theme(~?=)(['"]?)(dark|light)\2\]/

/** @returns {import('postcss').Plugin} */
const plugin = () => ({
  postcssPlugin: 'system-theme',
  OnceExit(sheet, { result, atRule }) {
    result.messages.push({
      type: 'dependency',
      plugin: 'system-theme',
      file: import.meta.filename,
      parent: result.opts.from,
    })
    sheet.walkRules((rule) => {
      for (const theme of ['light', 'dark']) {
        const selectors = rule.selectors.filter((selector) => themed.exec(selector)?.[3] === theme)
        if (selectors.length === 0) continue
        const media = atRule({ name: 'media', params: `(prefers-color-scheme: ${theme})` })
        const system = selectors.map((selector) => selector.replace(themed, "[cds-theme$1'system']"))
        media.append(rule.clone({ selectors: system }))
        rule.after(media)
      }
    })
  },
})
plugin.postcss = true
export default plugin
