window.addEventListener('load', () =>
  SwaggerUIBundle({ url: '../v3/api-docs', dom_id: '#reference', deepLinking: true, validatorUrl: null }),
);
