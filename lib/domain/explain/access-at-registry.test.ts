import { expect, test } from 'vitest'
import { accessAtRegistry, countElsewhere } from './access-at-registry'

test.each([
  [[], [], 0],
  [['repository:push', 'tag:list', 'repository:pull'], [{ repositories: null, actions: ['pull', 'push'] }], 1],
  [['robot:delete', 'artifact:delete', 'repository:list'], [], 3],
  [
    ['[app/* !app/x]repository:push', '[app/* !app/x]tag:create', '[base]repository:delete', 'repository:pull'],
    [
      { repositories: null, actions: ['pull'] },
      { repositories: 'app/* !app/x', actions: ['push'] },
      { repositories: 'base', actions: ['delete'] },
    ],
    1,
  ],
])('%j', (keys, atRegistry, elsewhere) => {
  expect(accessAtRegistry(keys)).toEqual(atRegistry)
  expect(countElsewhere(keys)).toBe(elsewhere)
})
