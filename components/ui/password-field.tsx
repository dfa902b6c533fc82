'use client'

import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './field'
import { PasswordInput } from './password-input'

type PasswordFieldProps = FieldProps & Omit<ComponentProps<'input'>, keyof FieldProps | 'className' | 'type'>

/** A labelled masked input with an eye toggle; further props go to the input. */
export function PasswordField({ id, label, required, help, error, hint, ...input }: PasswordFieldProps) {
  return (
    <Field {...{ id, label, required, help, error, hint }}>
      {(control) => <PasswordInput {...input} {...control} label={label} />}
    </Field>
  )
}
