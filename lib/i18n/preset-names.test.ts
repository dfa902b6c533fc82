import { expect, test } from 'vitest'
import { reservedPresetNames } from '@/lib/domain/robots/permission-preset'
import de from './messages/de.json'
import en from './messages/en.json'
import fr from './messages/fr.json'
import zhCN from './messages/zh-CN.json'

test('what presets of ours are called in any language is reserved', () => {
  const names = [en, de, fr, zhCN].flatMap(({ presets }) => [...Object.values(presets.names), presets.own.name])
  expect([...new Set(names)].sort()).toEqual([...new Set(reservedPresetNames)].sort())
})
