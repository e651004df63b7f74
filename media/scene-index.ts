export * from '#core/graph/scene-index';
