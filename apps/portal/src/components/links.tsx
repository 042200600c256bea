import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, forwardRef } from 'react';

type Native = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps>;

const AnchorElement = forwardRef<HTMLAnchorElement, AnchorProps & Native>(function AnchorElement(props, ref) {
  // As large as the text that it stands in, unless told otherwise.
  return <Anchor ref={ref} inherit={props.size === undefined && props.fz === undefined} {...props} />;
});
const ButtonElement = forwardRef<HTMLAnchorElement, ButtonProps & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps>>(function ButtonElement(props, ref) {
  return <Button ref={ref} component="a" {...props} />;
});

/** A text link to another page, typed by the router. */
export const TextLink = createLink(AnchorElement);
/** A button that leads to another page. */
export const ButtonLink = createLink(ButtonElement);
