// What wasm/opfs/opfs_file.cpp imports: the calls of a FileSystemSyncAccessHandle, with nothing thrown.
// A negative answer is an error: -1 the handle or the medium failed, -2 there is no room.
addToLibrary({
  $Opfs__deps: ['$Emval'],
  $Opfs: {
    IO: -1,
    FULL: -2,

    // A full disk throws in one Chromium, answers a huge number in another and writes short in
    // Firefox; `| 0` makes the huge number negative, and a short count is the caller's to see.
    attempt(handle, action) {
      var file = Emval.toValue(handle);
      try {
        var answer = action(file) | 0;
        return answer < 0 ? Opfs.FULL : answer;
      } catch (error) {
        return Opfs.isAlive(file) ? Opfs.FULL : Opfs.IO;
      }
    },

    isAlive(file) {
      try {
        file.getSize();
        return true;
      } catch (error) {
        return false;
      }
    },
  },

  opfs_read__deps: ['$Emval', '$Opfs'],
  opfs_read: (handle, at, pointer, size) => {
    try {
      return Emval.toValue(handle).read(HEAPU8.subarray(pointer, pointer + size), { at }) | 0;
    } catch (error) {
      return Opfs.IO;
    }
  },

  opfs_write__deps: ['$Opfs'],
  opfs_write: (handle, at, pointer, size) =>
    Opfs.attempt(handle, (file) => file.write(HEAPU8.subarray(pointer, pointer + size), { at })),

  opfs_truncate__deps: ['$Opfs'],
  opfs_truncate: (handle, size) => Opfs.attempt(handle, (file) => file.truncate(size)),

  opfs_size__deps: ['$Emval', '$Opfs'],
  opfs_size: (handle) => {
    try {
      return Emval.toValue(handle).getSize();
    } catch (error) {
      return Opfs.IO;
    }
  },

  opfs_flush__deps: ['$Emval', '$Opfs'],
  opfs_flush: (handle) => {
    // Some browsers find out only here that what they had accepted has no room.
    try {
      Emval.toValue(handle).flush();
      return 0;
    } catch (error) {
      return error.name === 'QuotaExceededError' ? Opfs.FULL : Opfs.IO;
    }
  },
});
