import { describe, expect, test } from 'vitest'
import { parseRegistryScopes } from './registry-scope'

const repository = (name: string) => ({ kind: 'repository', name, project: name.split('/')[0] })
const nothing = (type: string, name: string) => ({ kind: 'nothing', type, name })

describe('parseRegistryScopes', () => {
  test.each([
    ['none', [], []],
    ['one', ['repository:library/app:pull'], [repository('library/app')]],
    ['any order of actions', ['repository:library/app:push,pull'], [repository('library/app')]],
    ['the star of skopeo delete', ['repository:library/app:*'], [repository('library/app')]],
    ['no actions', ['repository:library/app'], [repository('library/app')]],
    ['deep names', ['repository:library/helm/tiny:pull'], [repository('library/helm/tiny')]],
    ['duplicates', ['repository:a/b:pull', 'repository:a/b:push'], [repository('a/b')]],
    ['two in one parameter', ['repository:a/b:pull repository:c/d:pull'], [repository('a/b'), repository('c/d')]],
    ['empty parts', [' ', '', '  repository:a/b:pull '], [repository('a/b')]],
    ['a class', ['repository(plugin):a/b:push,pull'], [{ ...repository('a/b'), class: 'plugin' }]],
    [
      'a class and none',
      ['repository(plugin):a/b:pull', 'repository:a/b:pull', 'repository(plugin):a/b:push'],
      [{ ...repository('a/b'), class: 'plugin' }, repository('a/b')],
    ],
    ['an empty class', ['repository():a/b:pull'], [nothing('repository()', 'a/b')]],
    ['a class of other letters', ['repository(Plug-in):a/b:pull'], [nothing('repository(Plug-in)', 'a/b')]],
    ['a class that does not end', ['repository(plugin:a/b:pull'], [nothing('repository(plugin', 'a/b')]],
    ['something after the class', ['repository(a)b:a/b:pull'], [nothing('repository(a)b', 'a/b')]],
    ['a class of the wrong type', ['registry(plugin):catalog:*'], [nothing('registry(plugin)', 'catalog')]],
    ['a class and a bad name', ['repository(plugin):A/b:pull'], [nothing('repository(plugin)', 'A/b')]],
    ['the catalog', ['registry:catalog:*'], [{ kind: 'catalog' }]],
    ['another registry name', ['registry:other:*'], [nothing('registry', 'other')]],
    ['an unknown type', ['plugin:a/b:pull'], [nothing('plugin', 'a/b')]],
    ['a type alone', ['repository'], [nothing('repository', '')]],
    ['no project', ['repository:app:pull'], [nothing('repository', 'app')]],
    ['a colon in the name', ['repository:host:5000/a/b:pull'], [nothing('repository', 'host:5000/a/b')]],
    ['a wildcard name', ['repository:a/*:pull'], [nothing('repository', 'a/*')]],
    ['a walk upwards', ['repository:a/../b:pull'], [nothing('repository', 'a/../b')]],
    ['upper case', ['repository:A/b:pull'], [nothing('repository', 'A/b')]],
  ])('%s', (_, params, scopes) => {
    expect(parseRegistryScopes(params)).toEqual(scopes)
  })

  test('a name longer than any repository is nothing', () => {
    expect(parseRegistryScopes([`repository:a/${'b'.repeat(254)}:pull`])[0]!.kind).toBe('nothing')
  })

  test('a text made to trip the pattern costs no time', () => {
    const start = process.cpuUsage()
    parseRegistryScopes([`repository:a/${'a-'.repeat(200_000)}!:pull`])
    expect(process.cpuUsage(start).user).toBeLessThan(1_000_000)
  })
})
