export * from './bytes';
export * from './clock';
export * from './ids';
export * from './mac-address';
export * from './never';
export * from './phone-number';
export * from './result';
export * from './rupiah';
