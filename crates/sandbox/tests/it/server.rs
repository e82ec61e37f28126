//! The server, over real connections.

use sandbox::connect::{scenarios, schema};

use crate::client::{Server, body};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

#[tokio::test]
async fn a_customer_connects_a_tariff_and_closes_the_page() {
    let server = Server::start("journey").await;
    let token = "cot_sandbox-documented--journey";
    let summary = server.post(&body(token, "session_start", Some("VPP"))).await;
    assert_eq!((summary.status, summary.header("content-type")), (200, "application/json"));
    assert_eq!(summary.json()["connect_token"], token);

    let redirect = server.post(&body(token, "vpp_summary", Some("CONNECT_TARIFF"))).await.json();
    let url = format!("http://{}/sandbox/tariff", server.address);
    assert_eq!(redirect["data"]["redirect_url"], url);
    let tariff = server.get(&format!("/sandbox/tariff?fp_cot={token}")).await;
    assert!(tariff.text().contains(&format!("name=\"fp_cot\" value=\"{token}\"")));
    assert!(tariff.header("content-security-policy").contains("form-action 'self'"));

    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    for (choice, connected) in [("later", false), ("connect", true)] {
        let fields = format!("fp_cot={token}&choice={choice}");
        let back = server.send("POST", "/sandbox/tariff", form, fields.as_bytes()).await;
        assert_eq!((back.status, back.header("location")), (303, &*format!("/?fp_cot={token}")));
        let restored = server.post(&body(token, "session_restore", None)).await.json();
        assert_eq!(restored["tariff_connected"], connected);
    }

    let complete = server.post(&body(token, "vpp_summary", Some("CLOSE"))).await.json();
    let callback = complete["data"]["callback_url"].as_str().unwrap().to_owned();
    let path = callback.strip_prefix(&format!("http://{}", server.address)).unwrap().to_owned();
    assert!(server.get(&path).await.text().contains("Back with the partner"));
}

#[tokio::test]
async fn the_payment_provider_leads_back_to_the_page() {
    let server = Server::start("payments").await;
    let token = "cot_sandbox-payments_redirect--provider";
    server.post(&body(token, "session_start", Some("VPP"))).await;
    let redirect = server.post(&body(token, "vpp_summary", Some("MANAGE_PAYMENTS"))).await.json();
    assert_eq!(redirect["data"]["redirect_url"], format!("http://{}/sandbox/payments", server.address));
    let provider = server.get(&format!("/sandbox/payments?fp_cot={token}")).await;
    assert!(provider.text().contains(&format!("href=\"/?fp_cot={token}\"")), "{}", provider.text());
    assert_eq!(server.post(&body(token, "session_restore", None)).await.json()["route"], "vpp_summary");
}

#[tokio::test]
async fn the_stand_ins_accept_known_tokens_only() {
    let server = Server::start("tariff").await;
    let known = "fp_cot=cot_sandbox-active";
    let twice = format!("?{known}&{known}");
    let unknown = ["", "?fp_cot=", "?fp_cot=cot_nobody", "?fp_cot=%22%3E%3Cscript%3E", "?fp_cot=\"><script>", &twice];
    for path in ["/sandbox/tariff", "/sandbox/payments"] {
        assert_eq!(server.get(&format!("{path}?lang=en&{known}")).await.status, 200, "{path}");
        for query in unknown {
            let page = server.get(&format!("{path}{query}")).await;
            assert!(page.status == 404 || page.status == 400, "{path}{query}: {}", page.status);
            assert!(!page.text().contains("<script"), "{path}{query}");
        }
    }
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    for fields in ["", "choice=connect", "fp_cot=//evil.example&choice=connect", "fp_cot=cot_a%0d%0aSet-Cookie:x"] {
        let answer = server.send("POST", "/sandbox/tariff", form, fields.as_bytes()).await;
        assert_eq!((answer.status, answer.header("location")), (404, ""), "{fields}");
    }
}

#[tokio::test]
async fn the_index_lists_every_scenario() {
    let server = Server::start("index").await;
    let page = server.get("/sandbox").await;
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    for scenario in scenarios() {
        let address = scenario.path(&scenario.token()).replace('&', "&amp;");
        assert!(page.text().contains(&format!("href=\"{address}\"")), "{}", scenario.name);
        assert!(page.text().contains(&format!(">{}</a>", scenario.title)), "{}", scenario.name);
    }
    let style = server.get("/sandbox/sandbox.css").await;
    assert_eq!((style.status, style.header("content-type")), (200, "text/css; charset=utf-8"));
}

#[tokio::test]
async fn every_response_carries_the_security_headers() {
    let server = Server::start("security").await;
    for path in [
        "/",
        "/page-0123456789abcdef.wasm",
        "/no",
        "/.env",
        "/sandbox",
        "/sandbox/callback",
        "/sandbox/payments",
        "/connect",
    ] {
        let response = server.get(path).await;
        assert_eq!(response.header("content-security-policy"), POLICY, "{path}");
        assert_eq!(response.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(response.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(response.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(response.header("permissions-policy").contains("geolocation=()"), "{path}");
        let resource = match path {
            "/connect" => "",
            "/" => "cross-origin",
            _ => "same-origin",
        };
        assert_eq!(response.header("cross-origin-resource-policy"), resource, "{path}");
    }
}

#[tokio::test]
async fn other_origins_may_use_the_api() {
    let server = Server::start("origins").await;
    let preflight = server.send("OPTIONS", "/connect", "Origin: https://partner.example\r\n", b"").await;
    assert_eq!(preflight.status, 204);
    assert_eq!(preflight.header("access-control-allow-origin"), "*");
    assert_eq!(preflight.header("access-control-allow-headers"), "content-type");
    let limited = server.post(&body("cot_sandbox-rate_limit--origins", "session_start", Some("VPP"))).await;
    assert_eq!((limited.status, limited.header("retry-after")), (429, "5"));
    assert_eq!(limited.header("access-control-allow-origin"), "*");
    assert_eq!(limited.header("access-control-expose-headers"), "retry-after");
    assert_eq!(server.get("/connect").await.status, 405);
}

#[tokio::test]
async fn bodies_must_be_small_json() {
    let server = Server::start("bodies").await;
    let large = vec![b' '; 64 * 1024 + 1];
    let json = "Content-Type: application/json\r\n";
    for (headers, content, status) in [
        (json, &large[..], 413),
        (json, &large[1..], 422),
        (json, b"{", 422),
        ("", b"{}", 422),
        ("Content-Type: text/plain\r\n", b"{}", 422),
        ("Content-Type: Application/JSON; charset=utf-8\r\n", b"[]", 422),
    ] {
        let response = server.send("POST", "/connect", headers, content).await;
        assert_eq!(response.status, status, "{headers}");
        schema::check("answer/error", &response.json()).unwrap();
        assert_eq!(response.json()["code"], "data_json_invalid");
    }
}

#[tokio::test]
async fn a_dropped_connection_gets_no_answer() {
    let server = Server::start("refused").await;
    let content = body("cot_sandbox-refused_connection", "session_start", Some("VPP")).to_string();
    let request = format!(
        "POST /connect HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{content}",
        content.len()
    );
    assert_eq!(server.raw(request.as_bytes()).await, b"");
    assert_eq!(server.get("/sandbox").await.status, 200);
}

#[tokio::test]
async fn a_malformed_host_is_not_repeated() {
    let server = Server::start("host").await;
    let content = body("cot_sandbox-documented--host", "vpp_summary", Some("CLOSE")).to_string();
    let request = format!(
        "POST /connect HTTP/1.1\r\nHost: a@b/<c>\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{content}",
        content.len()
    );
    let received = server.raw(request.as_bytes()).await;
    assert!(!String::from_utf8_lossy(&received).contains("<c>"));
}
