import { describe, expect, it } from 'vitest'
import { safePath } from './safe-path'

describe('safePath', () => {
  it.each(['/', '/projects', '/projects/library/robots?q=a%20b&page=2', '/projects/a#top'])('keeps %s', (path) => {
    expect(safePath(path, '/fallback')).toBe(path)
  })

  it.each([
    undefined,
    '',
    'projects',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/a\r\nLocation: x',
    '/a\\b',
    '/sign-in?from=/x',
    '/api/v2.0/robots',
    '/service/token',
    `/${'a'.repeat(2000)}`,
  ])('replaces %j', (path) => {
    expect(safePath(path, '/fallback')).toBe('/fallback')
  })
})
