import 'server-only'

/** What Go tells of a time that never was. */
export const noTime = '0001-01-01T00:00:00.000Z'

const template = (rule_template: string, display_text: string, unit?: string) => ({
  action: 'retain',
  display_text,
  params: unit ? [{ required: true, type: 'int', unit }] : [],
  rule_template,
})

/** Of what rules of retention can be made. */
export const retentionMetadata = {
  scope_selectors: [{ decorations: ['repoMatches', 'repoExcludes'], display_text: 'Repositories', kind: 'doublestar' }],
  tag_selectors: [{ decorations: ['matches', 'excludes'], display_text: 'Tags', kind: 'doublestar' }],
  templates: [
    template('latestPushedK', 'the most recently pushed # artifacts', 'COUNT'),
    template('latestPulledN', 'the most recently pulled # artifacts', 'COUNT'),
    template('nDaysSinceLastPush', 'pushed within the last # days', 'DAYS'),
    template('nDaysSinceLastPull', 'pulled within the last # days', 'DAYS'),
    template('always', 'always'),
  ],
}

/** What a project's webhooks can be told of, and how. */
export const webhookEvents = {
  event_type: [
    'PUSH_ARTIFACT',
    'PULL_ARTIFACT',
    'DELETE_ARTIFACT',
    'QUOTA_EXCEED',
    'QUOTA_WARNING',
    'SCANNING_FAILED',
    'SCANNING_STOPPED',
    'SCANNING_COMPLETED',
    'REPLICATION',
    'TAG_RETENTION',
  ],
  notify_type: ['http', 'slack'],
  payload_formats: [{ formats: ['Default', 'CloudEvents'], notify_type: 'http' }],
}
