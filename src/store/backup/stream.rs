//! The body of a backup: a stream of chunks, each encrypted and authenticated (the STREAM construction
//! over XChaCha20-Poly1305). The nonce of a chunk holds its number and whether it is the last one, so that
//! chunks that were left out, moved, repeated or cut off at the end do not open.

use std::io::{self, Read, Write};

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Key, Tag, XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use crate::memory::LockedKey;

/// Bytes of contents in each chunk but the last.
pub const CHUNK: usize = 64 << 10;
/// Bytes that authenticate a chunk; they follow it.
pub const TAG: usize = 16;
/// Bytes at the start of each nonce, the same for the whole stream.
pub const PREFIX: usize = 19;

/// What both directions share.
struct Chunks {
    cipher: XChaCha20Poly1305,
    prefix: [u8; PREFIX],
    number: u32,
    /// Over what authenticates each chunk: many times quicker than a hash over all contents, and the same
    /// only when every chunk is.
    whole: Sha256,
}

impl Chunks {
    fn new(key: &LockedKey, prefix: [u8; PREFIX]) -> Self {
        let mut copy = Key::from(*key.bytes());
        let cipher = XChaCha20Poly1305::new(&copy);
        copy.as_mut_slice().zeroize();
        Self { cipher, prefix, number: 0, whole: Sha256::new() }
    }

    /// The nonce of the next chunk.
    fn nonce(&mut self, last: bool) -> io::Result<XNonce> {
        let mut nonce = [0; 24];
        nonce[..PREFIX].copy_from_slice(&self.prefix);
        nonce[PREFIX..23].copy_from_slice(&self.number.to_be_bytes());
        nonce[23] = u8::from(last);
        self.number = self.number.checked_add(1).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(XNonce::from(nonce))
    }
}

/// Encrypts what is written to it. Without `finish` the stream has no end, and will not open.
pub struct Writer<W> {
    out: W,
    chunks: Chunks,
    waiting: Zeroizing<Vec<u8>>,
}

impl<W: Write> Writer<W> {
    pub fn new(out: W, key: &LockedKey, prefix: [u8; PREFIX]) -> Self {
        let waiting = Zeroizing::new(Vec::with_capacity(CHUNK));
        Self { out, chunks: Chunks::new(key, prefix), waiting }
    }

    /// Writes the last chunk; gives back what is written to, and the hash of the stream.
    pub fn finish(mut self) -> io::Result<(W, [u8; 32])> {
        self.put(true)?;
        Ok((self.out, self.chunks.whole.finalize().into()))
    }

    fn put(&mut self, last: bool) -> io::Result<()> {
        let nonce = self.chunks.nonce(last)?;
        let sealed =
            self.chunks.cipher.encrypt_inout_detached(&nonce, b"", self.waiting.as_mut_slice().into());
        let tag = sealed.map_err(|_| io::ErrorKind::FileTooLarge)?;
        self.out.write_all(&self.waiting)?;
        self.out.write_all(&tag)?;
        self.chunks.whole.update(tag);
        self.waiting.clear();
        Ok(())
    }
}

impl<W: Write> Write for Writer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // Only when more comes: whether a full chunk is the last one is known at the end.
        if self.waiting.len() == CHUNK && !bytes.is_empty() {
            self.put(false)?;
        }
        let taken = bytes.len().min(CHUNK - self.waiting.len());
        self.waiting.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Decrypts a stream. Bytes come out only after their chunk was authenticated; one that does not open is
/// an error of the kind `InvalidData`.
pub struct Reader<R> {
    from: R,
    chunks: Chunks,
    /// The chunk after the one that is given out, still sealed: whether there is one is known before.
    next: Vec<u8>,
    open: Zeroizing<Vec<u8>>,
    given: usize,
    ended: bool,
}

impl<R: Read> Reader<R> {
    pub fn new(mut from: R, key: &LockedKey, prefix: [u8; PREFIX]) -> io::Result<Self> {
        let mut next = Vec::with_capacity(CHUNK + TAG);
        fill(&mut from, &mut next)?;
        let open = Zeroizing::new(Vec::with_capacity(CHUNK + TAG));
        Ok(Self { from, chunks: Chunks::new(key, prefix), next, open, given: 0, ended: false })
    }

    /// The hash of what was read so far.
    pub fn hash(self) -> [u8; 32] {
        self.chunks.whole.finalize().into()
    }

    fn turn(&mut self) -> io::Result<()> {
        std::mem::swap(&mut *self.open, &mut self.next);
        fill(&mut self.from, &mut self.next)?;
        let last = self.next.is_empty();
        let nonce = self.chunks.nonce(last)?;
        let length = self.open.len().checked_sub(TAG).ok_or(io::ErrorKind::InvalidData)?;
        let (text, tag) = self.open.split_at_mut(length);
        let tag = Tag::try_from(&*tag).map_err(|_| io::ErrorKind::InvalidData)?;
        let opened = self.chunks.cipher.decrypt_inout_detached(&nonce, b"", text.into(), &tag);
        opened.map_err(|_| io::ErrorKind::InvalidData)?;
        self.chunks.whole.update(tag);
        self.open.truncate(length);
        (self.given, self.ended) = (0, last);
        Ok(())
    }
}

impl<R: Read> Read for Reader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.open.len() && !self.ended {
            self.turn()?;
        }
        let taken = into.len().min(self.open.len() - self.given);
        into[..taken].copy_from_slice(&self.open[self.given..self.given + taken]);
        self.given += taken;
        Ok(taken)
    }
}

/// Reads one sealed chunk, or what there is of it.
fn fill(from: &mut impl Read, chunk: &mut Vec<u8>) -> io::Result<()> {
    chunk.clear();
    from.take((CHUNK + TAG) as u64).read_to_end(chunk)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> LockedKey {
        LockedKey::fill(|key| {
            key.fill(byte);
            Ok::<(), ()>(())
        })
        .unwrap()
    }

    fn sealed(contents: &[u8]) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new(), &key(1), [7; PREFIX]);
        writer.write_all(contents).unwrap();
        writer.finish().unwrap().0
    }

    fn opened(sealed: &[u8], with: u8) -> io::Result<Vec<u8>> {
        let mut contents = Vec::new();
        Reader::new(sealed, &key(with), [7; PREFIX])?.read_to_end(&mut contents)?;
        Ok(contents)
    }

    fn contents(length: usize) -> Vec<u8> {
        (0..length).map(|at| (at % 251) as u8).collect()
    }

    #[test]
    fn any_length_comes_back() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5] {
            let sealed = sealed(&contents(length));
            assert_eq!(sealed.len(), length + length.div_ceil(CHUNK).max(1) * TAG);
            assert_eq!(opened(&sealed, 1).unwrap(), contents(length));
            assert_eq!(opened(&sealed, 2).unwrap_err().kind(), io::ErrorKind::InvalidData);
        }
    }

    #[test]
    fn chunks_that_are_cut_off_moved_repeated_or_added_do_not_open() {
        let whole = sealed(&contents(3 * CHUNK + 5));
        let step = CHUNK + TAG;
        let mut forged: Vec<Vec<u8>> = (0..=3).map(|chunks| whole[..chunks * step].to_vec()).collect();
        forged.extend([step - 1, step + 1, whole.len() - 1].map(|at| whole[..at].to_vec()));
        forged.push([&whole[step..2 * step], &whole[..step], &whole[2 * step..]].concat());
        forged.push([&whole[..step], &whole[..step], &whole[step..]].concat());
        forged.push([&whole[..step], &whole[2 * step..]].concat());
        forged.push([&whole[..], &[0]].concat());
        forged.push([&whole[..], &whole[..]].concat());
        for (number, bytes) in forged.iter().enumerate() {
            assert_eq!(opened(bytes, 1).unwrap_err().kind(), io::ErrorKind::InvalidData, "{number}");
        }
    }

    #[test]
    fn a_flipped_bit_anywhere_does_not_open() {
        let whole = sealed(&contents(CHUNK + 100));
        for at in (0..whole.len()).step_by(997) {
            let mut flipped = whole.clone();
            flipped[at] ^= 1 << (at % 8);
            assert_eq!(opened(&flipped, 1).unwrap_err().kind(), io::ErrorKind::InvalidData, "{at}");
        }
    }
}
