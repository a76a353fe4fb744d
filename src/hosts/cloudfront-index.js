// A CloudFront function for viewer requests: S3 adds no index.html to a folder by itself. Not needed with URL_STYLE=file,
// the home page apart.
// eslint-disable-next-line @typescript-eslint/no-unused-vars -- CloudFront calls it by its name.
function handler(event) {
  const { request } = event;
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  return request;
}
