// The customer's widget starts here; the built file is one classic script.
export {};
