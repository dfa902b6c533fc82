/** What tables and pages of robots say, with all that opens from them. */
export const robotMessages = [
  'difference',
  'handOff',
  'less',
  'permissions',
  'presets',
  'robots',
  'rotation',
  'systemRobots',
] as const
