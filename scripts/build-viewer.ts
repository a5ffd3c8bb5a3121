console.log('viewer: not yet');
