import { Icon } from './icon'

type EnabledStateProps = { disabled: boolean; t: (key: 'enabled' | 'disabled') => string }

/** A green tick or a cross, for what can be switched off. */
export function EnabledState({ disabled, t }: EnabledStateProps) {
  if (disabled) return <Icon name="times-circle" size={16} label={t('disabled')} className="state-disabled" />
  return <Icon name="check-circle" size={20} label={t('enabled')} className="state-enabled" />
}
