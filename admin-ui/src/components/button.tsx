import { Button as ShopButton } from '@wordpress/components';
import type { MouseEvent, ReactNode, Ref } from 'react';

export interface ButtonProps {
  children: ReactNode;
  onClick?: (event: MouseEvent) => void;
  look?: 'primary' | 'secondary' | 'link' | 'danger';
  isBusy?: boolean;
  /** Stays focusable, so that a person on the keyboard is not thrown out of the place. */
  isOff?: boolean;
  isSubmit?: boolean;
  label?: string;
  buttonRef?: Ref<HTMLButtonElement>;
  className?: string;
}

/** The shop's own button with the few looks these screens use. */
export function Button({
  children,
  onClick,
  look = 'secondary',
  isBusy,
  isOff,
  isSubmit,
  label,
  buttonRef,
  className = '',
}: ButtonProps) {
  return (
    <ShopButton
      ref={buttonRef as never}
      className={`cb-button cb-button--${look} ${className}`}
      variant={look === 'link' ? 'link' : look === 'secondary' ? 'secondary' : 'primary'}
      isDestructive={look === 'danger'}
      isBusy={isBusy === true}
      aria-disabled={isOff === true || isBusy === true ? true : undefined}
      type={isSubmit === true ? 'submit' : 'button'}
      aria-label={label}
      onClick={(event: MouseEvent) => {
        if (isOff === true || isBusy === true) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
    </ShopButton>
  );
}
