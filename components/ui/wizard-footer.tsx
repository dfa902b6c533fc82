import { useTranslations } from 'next-intl'
import { Button } from './button'

type WizardFooterProps = {
  onCancel: () => void
  onBack?: () => void
  isLast: boolean
  /** Whether NEXT or FINISH does it; else a press tells what is missing. */
  enabled: boolean
  /** What is missing, once it was pressed. */
  missing?: string
  pending?: boolean
  /** What was pressed waits for what is being checked. */
  waits?: boolean
}

/** CANCEL, BACK, NEXT or FINISH. The last one submits the wizard's form, so Enter in a field presses it. */
export function WizardFooter({ onCancel, onBack, isLast, enabled, missing, pending, waits }: WizardFooterProps) {
  const t = useTranslations('common')
  return (
    <div className="clr-wizard-footer">
      <div className="clr-wizard-footer-buttons">
        <div className="clr-wizard-footer-buttons-wrapper align-end">
          <p role="status" className="missing">
            {missing}
          </p>
          <Button kind="link" className="clr-wizard-btn" disabled={pending} onClick={onCancel}>
            {t('cancel')}
          </Button>
          {onBack && (
            <Button className="clr-wizard-btn" disabled={pending} onClick={onBack}>
              {t('back')}
            </Button>
          )}
          <Button
            type="submit"
            kind={isLast ? 'success' : 'primary'}
            className="clr-wizard-btn"
            held={!enabled && !waits}
            loading={pending || waits}
          >
            {isLast ? t('finish') : t('next')}
          </Button>
        </div>
      </div>
    </div>
  )
}
