//! A proxy that inspects connections, as companies have: it answers as Leap, with a certificate of its own.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, Stream};
use std::io::Write as _;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

/// The host that the proxy answers for.
pub const HOST: &str = "api.leap.energy";

/// A running proxy.
pub struct Inspector {
    address: String,
    root: String,
    connects: Arc<Mutex<Vec<String>>>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Inspector {
    /// Starts a proxy that gives one answer to all requests.
    pub fn start(answer: &str) -> Self {
        let (config, root) = identity();
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (connects, requests) = <(Arc<Mutex<Vec<String>>>, Arc<Mutex<Vec<String>>>)>::default();
        let (seen, asked, answer) = (Arc::clone(&connects), Arc::clone(&requests), answer.to_owned());
        thread::spawn(move || {
            while let Ok((mut stream, _)) = listener.accept() {
                seen.lock().unwrap().push(head(&mut stream).unwrap());
                stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
                let mut connection = ServerConnection::new(Arc::clone(&config)).unwrap();
                let mut secure = Stream::new(&mut connection, &mut stream);
                // A client that does not trust the certificate goes away.
                let Some(request) = head(&mut secure) else { continue };
                asked.lock().unwrap().push(request);
                secure.write_all(answer.as_bytes()).unwrap();
                connection.send_close_notify();
                let _ = connection.complete_io(&mut stream);
            }
        });
        Self { address, root, connects, requests }
    }

    /// What a variable for proxies names it by.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The certificate of its root, as PEM.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// What it was asked before the connection was encrypted.
    pub fn connects(&self) -> Vec<String> {
        self.connects.lock().unwrap().clone()
    }

    /// What it was asked then.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// The certificate for Leap's host, and the root that signed it.
fn identity() -> (Arc<ServerConfig>, String) {
    let root_key = KeyPair::generate().unwrap();
    let mut root = CertificateParams::new(Vec::new()).unwrap();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root_certificate = root.self_signed(&root_key).unwrap();
    let key = KeyPair::generate().unwrap();
    let issuer = Issuer::new(root, root_key);
    let certificate = CertificateParams::new(vec![HOST.to_owned()]).unwrap().signed_by(&key, &issuer).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    let config = config.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key.into()).unwrap();
    (Arc::new(config), root_certificate.pem())
}

/// What comes up to the first empty line; `None` if the connection ends before.
fn head(stream: &mut impl std::io::Read) -> Option<String> {
    let mut text = Vec::new();
    let mut byte = [0];
    while !text.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        text.push(byte[0]);
    }
    String::from_utf8(text).ok()
}
